namespace Actors.Keys;

/// <summary>The shell of API keys; the rules stand in <see cref="ApiKey"/>.</summary>
internal sealed class ApiKeyGrain(IGrainHost<ApiKeyCommand, ApiKeyView> host) : Grain<ApiKeyCommand, ApiKeyView>(host), IApiKeyGrain;
