using System.Text.Json.Nodes;
using Actors.Versions;

namespace Actors.Api.Versions;

/// <summary>The spelling that the first partners compare with is kept for who speaks the first version (A-30, MM-31).</summary>
internal sealed class SpelledSuccessful : VersionChange
{
    public const string Date = "2026-11-22";

    public override string Version => Date;

    public override string Summary => "The status of an order that was done is spelled Successful; it was Succesful.";

    public override void LowerObject(string kind, JsonObject json)
    {
        if (kind == "order" && json["status"] is JsonValue status && status.TryGetValue<string>(out var text) && text == "Successful")
        {
            json["status"] = "Succesful";
        }
    }
}
