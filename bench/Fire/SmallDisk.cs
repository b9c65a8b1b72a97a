using Actors.Tests;

namespace Actors.Bench.Fire;

/// <summary>
/// A small disk of its own, that can be filled to its last byte and be emptied again: a file with a file system in it,
/// or memory where no loop device can be had.
/// </summary>
internal sealed class SmallDisk : IDisposable
{
    private const int Block = 64 * 1024;
    private const int Megabyte = 1024 * 1024;

    private readonly string _ballast;
    private readonly string _image;
    private int _disposed;

    public SmallDisk(int megabytes)
    {
        Folder = Directory.CreateTempSubdirectory("actors-disk-").FullName;
        _ballast = Path.Combine(Folder, "ballast");
        _image = Folder + ".image";
        CanProtectOpenFiles = TryMountImage(megabytes);
        if (!CanProtectOpenFiles)
        {
            PostgresCommand.Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", Folder);
        }

        // Also when the program is told to stop: a mount outlives its process.
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Dispose();
    }

    public string Folder { get; }

    /// <summary>Whether <see cref="Protect(string[])"/> works here; in memory it does not.</summary>
    public bool CanProtectOpenFiles { get; }

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

    /// <summary>
    /// Takes no more writes to these files, also from those who have them open: mode bits and mounts are looked at when a
    /// file is opened, this is looked at with each write.
    /// </summary>
    public void Protect(params string[] files) => PostgresCommand.Run("chattr", ["+i", .. files.Select(file => Path.Combine(Folder, file))]);

    public void Release(params string[] files) => PostgresCommand.Run("chattr", ["-i", .. files.Select(file => Path.Combine(Folder, file))]);

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
        {
            return;
        }

        PostgresCommand.Run("umount", "--lazy", Folder);
        Directory.Delete(Folder);
        File.Delete(_image);
    }

    private bool TryMountImage(int megabytes)
    {
        try
        {
            using (var image = File.Create(_image))
            {
                image.SetLength((long)megabytes * Megabyte);
            }

            PostgresCommand.Run("mkfs.ext4", "-q", "-m", "0", _image);
            PostgresCommand.Run("mount", "-o", "loop", _image, Folder);
        }
        catch (InvalidOperationException)
        {
            File.Delete(_image);
            return false;
        }

        return true;
    }
}
