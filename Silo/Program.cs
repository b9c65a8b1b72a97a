using Actors.Commands;
using Actors.Commands.Listen;
using Actors.Commands.Trigger;
using Actors.Hosting;

return args switch
{
    ["verify", .. var rest] => await VerifyCommand.RunAsync(rest),
    ["issue-key", .. var rest] => await IssueKeyCommand.RunAsync(rest),
    ["listen", .. var rest] => await ListenCommand.RunAsync(rest),
    ["resend", .. var rest] => await ResendCommand.RunAsync(rest),
    ["trigger", .. var rest] => await TriggerCommand.RunAsync(rest),
    ["help" or "--help" or "-h", ..] => Help.Print(),
    [var word, ..] when !word.StartsWith('-') && !word.Contains('=', StringComparison.Ordinal) => Help.Unknown(word),
    _ => await SiloHost.RunAsync(args),
};
