using System.Runtime.CompilerServices;

namespace Actors.Tests;

/// <summary>The files of this repository, as they lie where the tests were built.</summary>
internal static class Repository
{
    public static string Path(string relative) => System.IO.Path.GetFullPath(System.IO.Path.Combine(Here(), "..", "..", relative));

    private static string Here([CallerFilePath] string path = "") => System.IO.Path.GetDirectoryName(path)!;
}
