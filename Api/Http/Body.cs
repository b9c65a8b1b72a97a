using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Metadata;

namespace Actors.Api.Http;

/// <summary>A JSON body that was read, bounded and checked; every field at fault is named at once.</summary>
internal sealed class Body<T> : IBound, IFingerprinted, IEndpointParameterMetadataProvider
    where T : class, IRequestBody<T>
{
    private T? _value;

    private Body()
    {
    }

    /// <summary>The body. There is none when <see cref="Refusal"/> is set.</summary>
    public T Value => _value ?? throw new InvalidOperationException("The body was refused.");

    public Problem? Refusal { get; private init; }

    public string Fingerprint { get; private init; } = "";

    public static async ValueTask<Body<T>?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        // Whether anything is sent is known when it was read: a length is not always said.
        var isNamed = context.Request.HasJsonContentType();
        if (!isNamed && (T.Absent is null || context.Request.ContentType is not null))
        {
            return new Body<T> { Refusal = Problems.MediaType };
        }

        if (context.Request.Headers.ContentEncoding.Count > 0)
        {
            return new Body<T> { Refusal = Problems.ContentEncoding };
        }

        return await BodyReader.Read(context.Request) switch
        {
            null => new Body<T> { Refusal = Problems.BodyTooLarge },
            [] when T.Absent is { } absent => new Body<T> { _value = absent },
            _ when !isNamed => new Body<T> { Refusal = Problems.MediaType },
            var bytes => Parse(bytes, new BodyVersion(context)),
        };
    }

    /// <summary>Tells routing (415) and the description what is taken here.</summary>
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(new AcceptsMetadata(["application/json"], typeof(T), isOptional: T.Absent is not null));
        builder.Metadata.Add(new RouteFact.TakesBody());
    }

    internal static Body<T> Parse(byte[] utf8, BodyVersion? version = null)
    {
        if (JsonText.Check(utf8) is { } malformed)
        {
            return new Body<T> { Refusal = malformed };
        }

        using var document = JsonDocument.Parse(utf8);
        using var lifted = version?.Lift(document.RootElement);
        var newest = (lifted ?? document).RootElement;
        var errors = new JsonShape(T.Hint).Check(newest, T.Json);
        var value = errors.Count == 0 ? newest.Deserialize(T.Json) : null;
        errors = value is null ? errors : [.. value.Check()];
        return errors.Count == 0
            ? new Body<T> { _value = value, Fingerprint = JsonText.Fingerprint(document.RootElement) }
            : new Body<T> { Refusal = Problems.InvalidBody(errors) };
    }
}
