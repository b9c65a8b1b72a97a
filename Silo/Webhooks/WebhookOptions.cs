using System.ComponentModel.DataAnnotations;

namespace Actors.Webhooks;

/// <summary>How webhooks are sent. Section <c>Webhooks</c> of the configuration; checked at start.</summary>
internal sealed record WebhookOptions
{
    public const string Section = "Webhooks";

    /// <summary>What a claim needs beside the attempt: for the endpoint to be read and the outcome to be written.</summary>
    public static readonly TimeSpan LeaseMargin = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Also sends to plain <c>http</c> and to this machine's loopback addresses. For development only: whoever may set
    /// an endpoint can then reach what listens on the silo's own machine.
    /// </summary>
    public bool AllowInsecureEndpoints { get; init; }

    /// <summary>
    /// Networks that are not public and may be sent to all the same, as <c>10.20.0.0/16</c>: for partners inside the
    /// operator's own network. Empty by default.
    /// </summary>
    public string[] AllowedNetworks { get; init; } = [];

    /// <summary>How long a connection may take, with DNS and TLS. All addresses of a host share it.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00", ErrorMessage = "Webhooks:ConnectTimeout must be between {1} and {2}.")]
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long one attempt may take in all. Shorter than the runtime's lease by <see cref="LeaseMargin"/>: else another
    /// silo would send a message while this one still waits for its answer.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00", ErrorMessage = "Webhooks:Timeout must be between {1} and {2}.")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(15);
}
