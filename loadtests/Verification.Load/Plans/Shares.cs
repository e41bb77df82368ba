namespace Verification.Load.Plans;

/// <summary>Whole things among several; the first get what is over.</summary>
internal static class Shares
{
    public static int Of(int whole, int number, int of) => (whole / of) + (number <= whole % of ? 1 : 0);
}
