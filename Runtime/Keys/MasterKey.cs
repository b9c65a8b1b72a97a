using System.Security.Cryptography;
using System.Text;
using Actors.Runtime.Hosting;
using Actors.Runtime.Storage;
using Microsoft.Extensions.Logging;

namespace Actors.Runtime.Keys;

/// <summary>
/// Finds the master key: from the configuration; else from a file beside the embedded database; else (PostgreSQL with
/// nothing configured) from the database itself, so that one connection string is enough to try several silos.
/// </summary>
internal sealed partial class MasterKey(SiloStore store, ILogger<MasterKey> logger)
{
    private const string Setting = "master_key";
    private const string CheckSetting = "master_key_check";

    /// <param name="configured">Base 64 of 32 bytes, or null.</param>
    /// <param name="file">Where the key of an embedded database lies, or null.</param>
    public async Task<KeyRing> LoadAsync(string? configured, string? file, CancellationToken cancellationToken)
    {
        var keys = new KeyRing(configured is not null
            ? Parse(configured)
            : file is not null
                ? FromFile(file)
                : await FromDatabaseAsync(cancellationToken));
        await CheckAsync(keys, cancellationToken);
        return keys;
    }

    private static byte[] Parse(string configured)
    {
        var key = new byte[KeyRing.MasterSize];
        return Convert.TryFromBase64String(configured, key, out var length) && length == key.Length
            ? key
            : throw new SiloStartException(
                $"Actors:MasterKey must be base 64 of {KeyRing.MasterSize} bytes. Make one with: openssl rand -base64 {KeyRing.MasterSize}");
    }

    private static byte[] FromFile(string file)
    {
        if (!File.Exists(file))
        {
            // Written beside and renamed: a crash in between leaves no half key.
            var fresh = file + ".new";
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using (var stream = new FileStream(fresh, options))
            {
                stream.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyRing.MasterSize)) + "\n"));
                stream.Flush(flushToDisk: true);
            }

            File.Move(fresh, file);
        }

        return Parse(File.ReadAllText(file).Trim());
    }

    private async Task<byte[]> FromDatabaseAsync(CancellationToken cancellationToken)
    {
        LogKeyInDatabase(logger);
        var offer = Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyRing.MasterSize));
        await store.OfferSettingAsync(Setting, offer, cancellationToken);
        return Parse((await store.ReadSettingAsync(Setting, cancellationToken))!);
    }

    /// <summary>A silo with another key would seal what nobody else can open: it does not start.</summary>
    private async Task CheckAsync(KeyRing keys, CancellationToken cancellationToken)
    {
        var code = keys.Code("check", "actors");
        await store.OfferSettingAsync(CheckSetting, code, cancellationToken);
        if (await store.ReadSettingAsync(CheckSetting, cancellationToken) != code)
        {
            throw new SiloStartException(
                "This silo's master key is not the one that the database was written with. Set Actors:MasterKey to that key (or put its key file back).");
        }
    }

    [LoggerMessage(3010, LogLevel.Warning, "Secrets are sealed with a key that lies in the database itself. For production set Actors:MasterKey on every silo")]
    private static partial void LogKeyInDatabase(ILogger logger);
}
