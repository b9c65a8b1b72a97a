namespace Actors.Runtime.Storage;

/// <summary>The environment as its column spells it.</summary>
internal static class EnvironmentColumn
{
    public static string ToColumn(this DataEnvironment environment) =>
        environment == DataEnvironment.Production ? "production" : "sandbox";
}
