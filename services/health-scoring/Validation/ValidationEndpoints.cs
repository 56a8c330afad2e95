namespace Platform.HealthScoring.Validation;

/// <summary>The routes of this folder.</summary>
internal static class ValidationEndpoints
{
    public static void Map(IEndpointRouteBuilder scores)
    {
        var validations = scores.MapGroup("/validations");
        StartValidation.Map(validations);
        GetValidation.Map(validations);
    }
}
