namespace Actors.Webhooks;

/// <summary>Which URLs this silo would push to (DP-34): asked when an endpoint is set, by the rules that delivery keeps. Singleton.</summary>
public interface IEndpointPolicy
{
    /// <summary>
    /// What is wrong with a URL, at <c>/url</c>: <c>url_invalid</c>, <c>url_insecure</c> or <c>url_not_public</c>. Null when nothing is, or
    /// when it is no URL at all, which the grain refuses. What a name resolves to is checked with every push.
    /// </summary>
    FieldError? Check(string url);
}
