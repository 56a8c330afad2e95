namespace Platform.SuccessPlans.Enablement;

/// <param name="N">Accounts compared.</param>
/// <param name="Mean">Mean of (change of the certified account − mean change of comparable accounts without
/// certification over the same days), in points of health.</param>
/// <param name="Low">Lower end of the 95 % interval (Student's t).</param>
/// <param name="High">Upper end of the 95 % interval.</param>
public sealed record Association(int N, decimal Mean, decimal Low, decimal High);
