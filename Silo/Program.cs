using Actors.Commands;
using Actors.Hosting;

return args switch
{
    ["verify", .. var rest] => await VerifyCommand.RunAsync(rest),
    ["issue-key", .. var rest] => await IssueKeyCommand.RunAsync(rest),
    ["help" or "--help" or "-h", ..] => Help.Print(),
    [var word, ..] when !word.StartsWith('-') && !word.Contains('=', StringComparison.Ordinal) => Help.Unknown(word),
    _ => await SiloHost.RunAsync(args),
};
