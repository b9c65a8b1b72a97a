namespace Actors.Api.Http;

/// <summary>
/// Something read from a request that may turn out unusable. Binding does not throw and does not answer: it says why,
/// and <see cref="RefuseUnbound"/> answers.
/// </summary>
internal interface IBound
{
    /// <summary>Why it cannot be used, or null.</summary>
    Problem? Refusal { get; }
}
