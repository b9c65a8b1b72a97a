using Microsoft.Data.Sqlite;

namespace Actors.Tests.Http;

/// <summary>Two requests with one Idempotency-Key at the same moment, held there by a writer that holds the store.</summary>
[Requirement("G4")]
public sealed class RaceTests(RaceTests.Application application) : IClassFixture<RaceTests.Application>
{
    /// <summary>A silo of its own: while its store is held, nobody else must need it.</summary>
    public sealed class Application : ActorsApplication;

    [Fact]
    public async Task While_the_first_is_carried_out_the_second_is_told_to_come_back()
    {
        var provider = await application.Provider();
        Task<Answer> Send() => provider.Post("/products", """{ "name": "A", "product_type": "lending" }""", ("Idempotency-Key", "race"));

        Answer early;
        Task<Answer> late;
        await using (await Hold(application.DataDirectory))
        {
            Task<Answer>[] both = [Send(), Send()];
            var done = await Task.WhenAny(both);
            early = await done;
            late = both.Single(one => one != done);
            late.IsCompleted.ShouldBeFalse("the store is held, so nothing can be done");
        }

        early.ShouldRefuse(409, "idempotency_key_in_progress").Headers["Retry-After"].ShouldBe("1");
        var first = (await late).ShouldBe(201);
        var again = (await Send()).ShouldBe(201);
        (again.Id, again.Replayed).ShouldBe((first.Id, true));
        (await provider.Get("/products")).Ids.ShouldBe([first.Id]);
    }

    [Fact]
    public async Task Other_keys_and_no_keys_do_not_meet()
    {
        var provider = await application.Provider();
        Task<Answer> Send(params (string, string)[] headers) => provider.Post("/products", """{ "name": "A", "product_type": "lending" }""", headers);

        Task<Answer>[] all;
        await using (await Hold(application.DataDirectory))
        {
            all = [Send(("Idempotency-Key", "a")), Send(("Idempotency-Key", "b")), Send(), Send()];
        }

        (await Task.WhenAll(all)).ShouldAllBe(answer => answer.Status == 201);
    }

    /// <summary>Takes the one place for a writer; who wants to commit waits until this is disposed.</summary>
    private static async Task<SqliteConnection> Hold(string directory)
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(directory, "actors.db")};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        await command.ExecuteNonQueryAsync();
        return connection;
    }
}
