using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Actors.Webhooks;

/// <summary>
/// Escapes what the framework's careful encoder escapes, save <c>+</c>. That one means something in UTF-7 alone, which no
/// JSON is in, and stands in every telephone number.
/// </summary>
internal sealed class PlusAsItIs : JavaScriptEncoder
{
    private static readonly JavaScriptEncoder Careful = Create(UnicodeRanges.All);

    public override int MaxOutputCharactersPerInputCharacter => Careful.MaxOutputCharactersPerInputCharacter;

    public override bool WillEncode(int unicodeScalar) => unicodeScalar != '+' && Careful.WillEncode(unicodeScalar);

    public override unsafe int FindFirstCharacterToEncode(char* text, int textLength)
    {
        for (var start = 0; start < textLength; start++)
        {
            var found = Careful.FindFirstCharacterToEncode(text + start, textLength - start);
            if (found < 0)
            {
                return -1;
            }

            start += found;
            if (text[start] != '+')
            {
                return start;
            }
        }

        return -1;
    }

    public override unsafe bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten) =>
        Careful.TryEncodeUnicodeScalar(unicodeScalar, buffer, bufferLength, out numberOfCharactersWritten);
}
