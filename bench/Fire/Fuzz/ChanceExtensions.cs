namespace Actors.Bench.Fire.Fuzz;

internal static class ChanceExtensions
{
    public static T Pick<T>(this Random chance, IReadOnlyList<T> of) => of[chance.Next(of.Count)];
}
