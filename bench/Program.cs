using Actors.Bench;
using Actors.Bench.Fire;

return args switch
{
    ["turns", .. var rest] => await TurnBench.RunAsync(rest),
    ["looks"] => await LookBench.RunAsync(),
    [FireSilo.Verb, .. var rest] => await FireSilo.RunAsync(rest),
    ["fire", .. var rest] => await FireCommand.RunAsync(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.WriteLine("dotnet run -c Release --project bench -- turns [--store postgres|sqlite] [--callers 64] [--grains 10000] [--seconds 10] | looks");
    return 2;
}
