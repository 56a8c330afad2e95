using Platform.Accounts.Accounts;

namespace Platform.Accounts.Segments;

/// <summary>The built-in segments: size, motion and P1/P2/P3. Thresholds are our own defaults.</summary>
public static class Classification
{
    private const int EnterpriseEmployees = 1000;
    private const int MidMarketEmployees = 100;
    private const decimal EnterpriseArr = 100_000;
    private const decimal MidMarketArr = 20_000;
    private const int RenewsSoonDays = 180;
    private const int RenewsNowDays = 90;

    /// <summary>As declared, else by employees or ARR, whichever says more; null while neither is known.</summary>
    public static string? Size(Account account, decimal arr)
    {
        if (account.DeclaredSize is { } declared)
            return declared;
        if (account.Employees is null && arr <= 0)
            return null;
        if (account.Employees >= EnterpriseEmployees || arr >= EnterpriseArr)
            return "enterprise";
        return account.Employees >= MidMarketEmployees || arr >= MidMarketArr ? "mid_market" : "smb";
    }

    /// <summary>P1: the top of the book by value, or above its middle with the renewal at stake. P3: small, or stable
    /// with no renewal near. P2: between, could go either way. Nobody is at the top of a book that was not looked at
    /// yet.</summary>
    public static string Priority(ClassificationFacts facts, BookQuantiles book, DateOnly today)
    {
        if (facts.Override is { } given)
            return given;
        int? daysLeft = facts.RenewalDate is { } renewal ? renewal.DayNumber - today.DayNumber : null;
        var atStake = facts.Band == "red" && daysLeft is >= 0 and <= RenewsSoonDays;
        if (book.TopArr > 0 && facts.Arr >= book.TopArr)
            return "p1";
        if (atStake && book.MidArr > 0 && facts.Arr >= book.MidArr)
            return "p1";
        var small = facts.Arr < book.MidArr || facts.Arr <= 0;
        var stable = facts.Band == "green" && (daysLeft is null or < 0 or > RenewsSoonDays);
        if (small)
            return facts.Band == "red" && daysLeft is >= 0 and <= RenewsNowDays ? "p2" : "p3";
        return stable ? "p3" : "p2";
    }
}
