namespace Actors;

/// <summary>The kinds of refusal; each is one HTTP status.</summary>
public enum RejectionKind
{
    /// <summary>What was sent breaks a rule: 422.</summary>
    Invalid,

    /// <summary>There is no such thing for this caller: 404.</summary>
    NotFound,

    /// <summary>Not in the present state: 409.</summary>
    Conflict,

    /// <summary>The caller may not: 403.</summary>
    Forbidden,

    /// <summary>The version asked for is not the present one: 412.</summary>
    PreconditionFailed,

    /// <summary>The request key was used with another body: 422.</summary>
    KeyReused,
}

/// <summary>An expected 'no'. A value, never an exception (style rule 10).</summary>
/// <param name="Kind">Which kind.</param>
/// <param name="Code">Stable, for programs: <c>product_disabled</c>.</param>
/// <param name="Detail">For people: what is wrong and what would make it succeed.</param>
/// <param name="Pointer">JSON pointer to the field at fault (RFC 6901), or null.</param>
public sealed record Rejection(RejectionKind Kind, string Code, string Detail, string? Pointer = null)
{
    /// <summary>Further fields at fault, when there are several.</summary>
    public IReadOnlyList<FieldError> Errors { get; init; } = [];
}

/// <summary>One field at fault.</summary>
/// <param name="Pointer">JSON pointer to it.</param>
/// <param name="Code">Stable, for programs.</param>
/// <param name="Detail">For people.</param>
public sealed record FieldError(string Pointer, string Code, string Detail);
