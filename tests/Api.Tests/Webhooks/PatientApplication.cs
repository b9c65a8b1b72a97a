namespace Actors.Tests.Webhooks;

/// <summary>
/// A silo that waits for receivers as long as a test holds them: on SQLite, or with others on one PostgreSQL database.
/// </summary>
public sealed class PatientApplication : ActorsApplication
{
    private readonly string[] _store = [];

    public PatientApplication()
    {
    }

    private PatientApplication(string postgres) => _store = ["--Actors:Postgres", postgres];

    protected override IEnumerable<string> Settings =>
        ["--Webhooks:AllowInsecureEndpoints", "true", "--Webhooks:Timeout", "00:01:00", "--Actors:Runtime:Lease", "00:02:00", .. _store];

    public static async Task<PatientApplication> On(string postgres)
    {
        var application = new PatientApplication(postgres);
        await application.InitializeAsync();
        return application;
    }
}
