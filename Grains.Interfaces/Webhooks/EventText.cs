using System.Text.Encodings.Web;

namespace Actors.Webhooks;

/// <summary>How the text of events is written. One place, because an event has the same bytes wherever it is written.</summary>
public static class EventText
{
    /// <summary>People's alphabets and telephone numbers as they are; escaped is what a page would take for markup, if a payload lands in one.</summary>
    public static JavaScriptEncoder Encoder { get; } = new PlusAsItIs();
}
