namespace Platform.Renewals.Contracts;

internal static class ContractEndpoints
{
    public static void MapContracts(this IEndpointRouteBuilder v1)
    {
        var contracts = v1.MapGroup("/contracts").WithTags("Subscriptions");
        SignContract.Map(contracts);
        ListContracts.Map(contracts);
        GetContract.Map(contracts);
    }
}
