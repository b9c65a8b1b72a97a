namespace Actors.Api.Limits;

/// <summary>Marks a request whose key was not looked at, because its address had used its quota up.</summary>
internal sealed record UntriedKey;
