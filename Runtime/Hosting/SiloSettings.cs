using Actors.Runtime.Turns;

namespace Actors.Runtime.Hosting;

/// <summary>What a silo needs to know to run.</summary>
public sealed record SiloSettings
{
    /// <summary>PostgreSQL for any number of silos; null for an embedded SQLite file and one silo.</summary>
    public string? Postgres { get; init; }

    /// <summary>The folder of the embedded database and its key file.</summary>
    public string DataDirectory { get; init; } = "data";

    /// <summary>Base 64 of 32 bytes; null to keep one beside the database.</summary>
    public string? MasterKey { get; init; }

    /// <summary>Where this silo answers, for the list of silos.</summary>
    public string Address { get; init; } = "";

    /// <summary>The version of this code, for the list of silos.</summary>
    public string Version { get; init; } = "";

    /// <summary>The machine's clock. With PostgreSQL its steady count alone is used, and the database says what time it is.</summary>
    public TimeProvider Machine { get; init; } = TimeProvider.System;

    /// <summary>Another clock for grains, reminders and messages, as tests need it; null for the true one.</summary>
    public TimeProvider? Time { get; init; }

    /// <summary>The bounds of the turn engine.</summary>
    public RuntimeOptions Runtime { get; init; } = new();

    /// <summary>Further steps of the schema, in SQL: lets a test be one version ahead.</summary>
    internal IReadOnlyList<string> NextSchema { get; init; } = [];

    /// <summary>Lets a test stand between the engine and its store.</summary>
    internal Func<Storage.ITurnStore, Storage.ITurnStore> WrapStore { get; init; } = store => store;
}
