namespace Actors.Api.Calls;

/// <summary>Texts from outside, made fit for a database: PostgreSQL takes no null character.</summary>
internal static class Text
{
    public static string Storable(string text) => text.Replace('\0', '�');

    public static string Bounded(string text, int length) => Storable(text.Length <= length ? text : text[..length] + "…");
}
