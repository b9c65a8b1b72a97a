using Actors.Bench;
using Actors.Bench.Fire;
using Actors.Bench.Stopwatch;
using Actors.Bench.Stopwatch.Http;

return args switch
{
    ["looks"] => await LookBench.RunAsync(),
    [FireSilo.Verb, .. var rest] => await FireSilo.RunAsync(rest),
    ["fire", .. var rest] => await FireCommand.RunAsync(rest),
    ["list"] => StopwatchCommand.List(),
    [ConstantServer.Verb, .. var rest] => await ConstantServer.RunAsync(rest),
    [_, ..] => await StopwatchCommand.RunAsync(args),
    _ => Usage(),
};

static int Usage()
{
    Console.WriteLine("""
        dotnet run -c Release --project bench -- all             the whole stopwatch; writes bench/RESULTS.md
        dotnet run -c Release --project bench -- turns hot       some rows only (a name, or what it begins with)
        dotnet run -c Release --project bench -- list            the names of the rows
        dotnet run -c Release --project bench -- fire [name]     kills, cuts and full disks; writes bench/FIRE.md
        dotnet run -c Release --project bench -- looks           what a look over many destinations costs

          --quick        a tenth of the time, for a first look
          --long         with the 10 million grains
          --out FILE     where the results go; rows that are not measured keep their lines. '-' for nowhere
        """);
    return 2;
}
