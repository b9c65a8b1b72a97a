using System.Text.Json.Serialization.Metadata;

namespace Actors.Api.Http;

/// <summary>A body that a route takes: its JSON, and what a caller who gets it wrong should be told.</summary>
internal interface IRequestBody<T>
    where T : class, IRequestBody<T>
{
    /// <summary>The strict shape.</summary>
    static abstract JsonTypeInfo<T> Json { get; }

    /// <summary>What stands for a call without a body; null where one must be sent.</summary>
    static virtual T? Absent => null;

    /// <summary>A hint that replaces the general text about a field at fault, or null.</summary>
    static virtual string? Hint(string pointer) => null;

    /// <summary>What is wrong with values whose types are right, as far as it is a matter of shape.</summary>
    IEnumerable<FieldError> Check() => [];
}
