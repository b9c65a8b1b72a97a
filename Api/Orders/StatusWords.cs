using Actors.Orders;

namespace Actors.Api.Orders;

/// <summary>
/// The statuses as partners write them: case, <c>_</c>, <c>-</c> and blanks do not matter, and success is spelt
/// with one s or two.
/// </summary>
internal static class StatusWords
{
    public const string Answers = "Succesful, Successful, Need_more_info, Failed";
    public const string All = "Pending, " + Answers;

    /// <summary>One of <see cref="OrderStatus"/>, or null.</summary>
    public static string? Parse(string text) => Bare(text) switch
    {
        "PENDING" => OrderStatus.Pending,
        "SUCCESFUL" or "SUCCESSFUL" => OrderStatus.Successful,
        "NEEDMOREINFO" => OrderStatus.NeedMoreInfo,
        "FAILED" => OrderStatus.Failed,
        _ => null,
    };

    private static string Bare(string text) =>
        new([.. text.Where(letter => letter is not ('_' or '-' or ' ')).Select(char.ToUpperInvariant)]);
}
