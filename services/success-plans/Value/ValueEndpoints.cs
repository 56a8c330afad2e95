namespace Platform.SuccessPlans.Value;

public static class ValueEndpoints
{
    public static void Map(IEndpointRouteBuilder v1)
    {
        var plans = v1.MapGroup("/plans").WithTags("Plans");
        RecordReading.Map(plans);
        ListReadings.Map(plans);
        SetRoiModel.Map(plans);
        ListClaims.Map(plans);
        ClaimValue.Map(plans);
        ConfirmValue.Map(plans);
        WithdrawClaim.Map(plans);
        GetProof.Map(plans);
    }
}
