using Actors.Tests;

namespace Actors.Bench.Fire;

/// <summary>What a fire needs of the machine beyond processes: disks of a bounded size, a network of its own. For root.</summary>
internal static class Machine
{
    /// <summary>Whether disks can be mounted and networks be made here; said in the report where not.</summary>
    public static bool IsOurs { get; } = PostgresCommand.IsRoot && OperatingSystem.IsLinux() && Try("unshare", "--net", "--mount", "true");

    private static bool Try(string program, params string[] arguments)
    {
        try
        {
            PostgresCommand.Run(program, arguments);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}

/// <summary>A network of one server, on the other end of a cable that can be pulled. Each process has names of its own.</summary>
internal sealed class FarNetwork : IDisposable
{
    private static readonly int Number = Environment.ProcessId;

    private int _disposed;
    private readonly string _near = $"near{Number}";
    private readonly string _far = $"far{Number}";
    private readonly string _subnet = $"10.213.{Number % 250}";

    public FarNetwork()
    {
        PostgresCommand.Run("ip", "netns", "add", Name);
        PostgresCommand.Run("ip", "link", "add", _near, "type", "veth", "peer", "name", _far, "netns", Name);
        PostgresCommand.Run("ip", "addr", "add", _subnet + ".1/30", "dev", _near);
        PostgresCommand.Run("ip", "link", "set", _near, "up");
        PostgresCommand.Run("ip", "-n", Name, "addr", "add", Address + "/30", "dev", _far);
        PostgresCommand.Run("ip", "-n", Name, "link", "set", "lo", "up");
        Mend();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Dispose();
    }

    /// <summary>The network namespace.</summary>
    public string Name { get; } = $"actors-{Number}";

    public string Address => _subnet + ".2";

    /// <summary>Packets go nowhere and nobody says so, as when a cable is pulled.</summary>
    public void Cut() => PostgresCommand.Run("ip", "-n", Name, "link", "set", _far, "down");

    public void Mend() => PostgresCommand.Run("ip", "-n", Name, "link", "set", _far, "up");

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            PostgresCommand.Run("ip", "netns", "del", Name);
        }
    }
}
