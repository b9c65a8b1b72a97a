namespace Actors;

/// <summary>Refusals by kind. Every detail says what would make the command succeed.</summary>
internal static class Refuse
{
    public static Rejection NotFound(string code, string detail, string? pointer = null) =>
        new(RejectionKind.NotFound, code, detail, pointer);

    public static Rejection Conflict(string code, string detail, string? pointer = null) =>
        new(RejectionKind.Conflict, code, detail, pointer);

    public static Rejection Invalid(string code, string detail, string? pointer = null) =>
        new(RejectionKind.Invalid, code, detail, pointer);
}
