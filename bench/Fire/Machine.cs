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

/// <summary>A small disk in memory, that can be filled to its last byte and be emptied again.</summary>
internal sealed class SmallDisk : IDisposable
{
    private const int Block = 64 * 1024;

    private readonly string _ballast;

    public SmallDisk(int megabytes)
    {
        Folder = Directory.CreateTempSubdirectory("actors-disk-").FullName;
        _ballast = Path.Combine(Folder, "ballast");
        PostgresCommand.Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", Folder);
    }

    public string Folder { get; }

    /// <summary>Fills all but so many bytes.</summary>
    public void Fill(int spare = 0)
    {
        using var file = new FileStream(_ballast, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        var bytes = new byte[Block];
        try
        {
            while (true)
            {
                file.Write(bytes);
            }
        }
        catch (IOException)
        {
            // Full, which is what was wanted.
            file.SetLength(Math.Max(0, file.Length - spare));
        }
    }

    public void Empty() => File.Delete(_ballast);

    /// <summary>Takes no more writes. Nobody may have a file open.</summary>
    public void Protect() => PostgresCommand.Run("mount", "-o", "remount,ro", Folder);

    public void Release() => PostgresCommand.Run("mount", "-o", "remount,rw", Folder);

    public void Dispose()
    {
        PostgresCommand.Run("umount", "--lazy", Folder);
        Directory.Delete(Folder);
    }
}

/// <summary>A network of one server, on the other end of a cable that can be pulled. Each process has names of its own.</summary>
internal sealed class FarNetwork : IDisposable
{
    private static readonly int Number = Environment.ProcessId;

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
    }

    /// <summary>The network namespace.</summary>
    public string Name { get; } = $"actors-{Number}";

    public string Address => _subnet + ".2";

    /// <summary>Packets go nowhere and nobody says so, as when a cable is pulled.</summary>
    public void Cut() => PostgresCommand.Run("ip", "-n", Name, "link", "set", _far, "down");

    public void Mend() => PostgresCommand.Run("ip", "-n", Name, "link", "set", _far, "up");

    public void Dispose() => PostgresCommand.Run("ip", "netns", "del", Name);
}
