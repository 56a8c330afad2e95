namespace Platform.SuccessPlans.Enablement;

/// <param name="MeanBefore">Health on the day of the first certification, over the accounts compared.</param>
/// <param name="MeanAfter">Health so many days later.</param>
/// <param name="Compared">Certified accounts with health known on both days and with comparable accounts.</param>
/// <param name="LeftOut">Certified accounts that lack one of these.</param>
/// <param name="Association">Null with fewer than five accounts.</param>
/// <param name="Reading">What the figure says and what it does not.</param>
/// <param name="Days">Days after the training over which use is compared.</param>
public sealed record EffectResponse(
    int Days,
    int Compared,
    int LeftOut,
    decimal? MeanBefore,
    decimal? MeanAfter,
    Association? Association,
    string Reading
);
