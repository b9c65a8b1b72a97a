using System.Reflection;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Actors.Webhooks;

/// <summary>
/// Ed25519 (RFC 8032) by OpenSSL's libcrypto. .NET has no Ed25519, and no maintained package of it is to be had; on
/// Linux libcrypto is there already, because .NET's own cryptography is made of it.
/// </summary>
internal static class Ed25519
{
    public const int SeedSize = 32;
    public const int PublicSize = 32;
    public const int SignatureSize = 64;

    private const string Library = "libcrypto";

    /// <summary>NID_ED25519, the same in every OpenSSL from 1.1.1 on.</summary>
    private const int KeyType = 1087;

    private static readonly string[] Names = ["libcrypto.so.3", "libcrypto.so.4", "libcrypto.3.dylib", "libcrypto-3-x64.dll", "libcrypto-3-arm64.dll"];

    private static readonly Lazy<bool> Loaded = new(Load);

    /// <summary>Whether this machine can sign so.</summary>
    public static bool IsAvailable => Loaded.Value;

    public static byte[] PublicKey(ReadOnlySpan<byte> seed)
    {
        using var key = Open(seed);
        var open = new byte[PublicSize];
        nuint length = PublicSize;
        return EVP_PKEY_get_raw_public_key(key, open, ref length) == 1 && length == PublicSize ? open : throw Failed();
    }

    /// <param name="key">The seed; what follows it is passed over.</param>
    public static byte[] Sign(ReadOnlySpan<byte> key, byte[] message)
    {
        using var opened = Open(key);
        using var context = EVP_MD_CTX_new();
        var signature = new byte[SignatureSize];
        nuint length = SignatureSize;
        return !context.IsInvalid
            && EVP_DigestSignInit(context, 0, 0, 0, opened) == 1
            && EVP_DigestSign(context, signature, ref length, message, (nuint)message.Length) == 1
            && length == SignatureSize ? signature : throw Failed();
    }

    private static KeyHandle Open(ReadOnlySpan<byte> key)
    {
        if (key.Length < SeedSize)
        {
            throw new FormatException("A private key of ed25519 is too short.");
        }

        if (!IsAvailable)
        {
            throw new PlatformNotSupportedException("OpenSSL's libcrypto 3 is missing; it signs for endpoints with ed25519.");
        }

        var opened = EVP_PKEY_new_raw_private_key(KeyType, 0, key[..SeedSize].ToArray(), SeedSize);
        return opened.IsInvalid ? throw Failed() : opened;
    }

    private static CryptographicException Failed() => new("OpenSSL refused an operation of ed25519.");

    private static bool Load()
    {
        foreach (var name in Names)
        {
            if (NativeLibrary.TryLoad(name, out var library))
            {
                NativeLibrary.SetDllImportResolver(
                    Assembly.GetExecutingAssembly(), (asked, _, _) => asked == Library ? library : 0);
                return true;
            }
        }

        return false;
    }

    [DllImport(Library), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern KeyHandle EVP_PKEY_new_raw_private_key(int type, nint engine, byte[] key, nuint length);

    [DllImport(Library), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int EVP_PKEY_get_raw_public_key(KeyHandle key, byte[] open, ref nuint length);

    [DllImport(Library), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern ContextHandle EVP_MD_CTX_new();

    [DllImport(Library), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int EVP_DigestSignInit(ContextHandle context, nint keyContext, nint digest, nint engine, KeyHandle key);

    [DllImport(Library), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int EVP_DigestSign(ContextHandle context, byte[] signature, ref nuint length, byte[] message, nuint size);

    [DllImport(Library), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern void EVP_PKEY_free(nint key);

    [DllImport(Library), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern void EVP_MD_CTX_free(nint context);

    private sealed class KeyHandle() : SafeHandle(0, ownsHandle: true)
    {
        public override bool IsInvalid => handle == 0;

        protected override bool ReleaseHandle()
        {
            EVP_PKEY_free(handle);
            return true;
        }
    }

    private sealed class ContextHandle() : SafeHandle(0, ownsHandle: true)
    {
        public override bool IsInvalid => handle == 0;

        protected override bool ReleaseHandle()
        {
            EVP_MD_CTX_free(handle);
            return true;
        }
    }
}
