namespace Actors.Versions;

/// <summary>The dated versions of the wire. Singleton; for the API, and for whatever pushes events pinned to a version.</summary>
public interface IApiVersions
{
    /// <summary>All versions, oldest first. Bodies of events are stored in the newest.</summary>
    IReadOnlyList<string> Supported { get; }

    /// <summary>The newest version: what new accounts and new webhook endpoints are pinned to.</summary>
    string Latest { get; }

    /// <summary>Writes an event as a version has it. The body comes back unchanged, to the byte, for the newest one.</summary>
    /// <param name="body">The event as it was stored: an envelope with <c>type</c> and <c>data</c>.</param>
    /// <param name="version">The version that the receiver is pinned to; one that is not known any more counts as the oldest.</param>
    string RenderEvent(string body, string version);
}
