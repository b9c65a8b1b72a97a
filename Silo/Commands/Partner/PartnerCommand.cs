using System.Runtime.InteropServices;

namespace Actors.Commands.Partner;

/// <summary>What is the same for all commands that only speak to the API: interruption, errors, exit codes.</summary>
internal static class PartnerCommand
{
    /// <summary>Runs until it is done or somebody presses Ctrl-C; a second Ctrl-C ends it at once.</summary>
    public static async Task<int> RunAsync(string[] args, string help, Func<Terminal, CancellationToken, Task<int>> work)
    {
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        return await RunAsync(args, help, Terminal.OfThisProcess, work, stop.Token);

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = !stop.IsCancellationRequested;
            stop.Cancel();
        }
    }

    public static async Task<int> RunAsync(
        string[] args, string help, Terminal terminal, Func<Terminal, CancellationToken, Task<int>> work, CancellationToken stop)
    {
        if (args.Any(word => word is "--help" or "-h" or "help"))
        {
            await terminal.Out.WriteLineAsync(help);
            return ExitCode.Done;
        }

        try
        {
            return await work(terminal, stop);
        }
        catch (UsageException error)
        {
            await terminal.Error.WriteLineAsync(error.Message);
            return ExitCode.Usage;
        }
        catch (ApiRefusedException error)
        {
            await terminal.Error.WriteLineAsync(error.Message);
            return ExitCode.Refused;
        }
        catch (ApiAwayException error)
        {
            await terminal.Error.WriteLineAsync($"{error.Message}. Is a silo running there? Start one with: dotnet run --project Silo");
            return ExitCode.Away;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return ExitCode.Done;
        }
    }
}
