namespace Actors.Platform;

/// <summary>The shell of the platform; the rules stand in <see cref="PlatformState"/>.</summary>
internal sealed class PlatformGrain(IGrainHost<PlatformCommand, PlatformView> host) : Grain<PlatformCommand, PlatformView>(host), IPlatformGrain;
