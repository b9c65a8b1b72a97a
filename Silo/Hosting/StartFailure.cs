using System.Net.Sockets;
using Actors.Runtime.Hosting;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Actors.Hosting;

/// <summary>Says in one line why a silo cannot start, for the failures that an operator can mend.</summary>
internal static class StartFailure
{
    /// <summary>The reason, or null for a bug, which shows its whole trace.</summary>
    public static string? Explain(Exception error) => error switch
    {
        SiloStartException => error.Message,
        OptionsValidationException => error.Message,
        PostgresException { SqlState: "28P01" or "28000" } => "PostgreSQL refused the user or password of Actors:Postgres.",
        PostgresException { SqlState: "3D000" } postgres => $"{postgres.MessageText}. Create it: createdb NAME.",
        PostgresException postgres => $"PostgreSQL answered {postgres.SqlState}: {postgres.MessageText}",
        NpgsqlException { InnerException: SocketException } => "PostgreSQL does not answer at the address in Actors:Postgres.",
        AddressInUseException => error.Message.TrimEnd('.') + ". Another program listens there; choose another with --urls http://localhost:PORT.",
        IOException { InnerException: AddressInUseException } => error.Message.TrimEnd('.') + ". Choose another address with --urls http://localhost:PORT.",
        UnauthorizedAccessException => error.Message + " The silo must be able to write its data directory (Actors:DataDirectory).",
        StoreUnavailableException or OutcomeUnknownException => error.Message.TrimEnd('.') + ". See that the database answers, and that its disk has room.",
        _ => null,
    };
}
