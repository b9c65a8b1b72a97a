using System.Runtime.CompilerServices;

namespace Actors.Tests;

/// <summary>The files of this repository, as they lie where the tests were built.</summary>
internal static class Repository
{
    public static string Path(string relative, [CallerFilePath] string here = "") =>
        System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(here)!, "..", "..", relative));
}
