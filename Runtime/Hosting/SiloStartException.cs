namespace Actors.Runtime.Hosting;

/// <summary>A silo cannot start, for a reason that an operator can mend: the message says what to do.</summary>
public sealed class SiloStartException(string message, Exception? inner = null) : Exception(message, inner);
