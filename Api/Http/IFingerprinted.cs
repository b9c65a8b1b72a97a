namespace Actors.Api.Http;

/// <summary>Something whose content tells a repeated request from another one under the same key.</summary>
internal interface IFingerprinted
{
    /// <summary>SHA-256 of the content without its white space, lower-case hexadecimal.</summary>
    string Fingerprint { get; }
}
