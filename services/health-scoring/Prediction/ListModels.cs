using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;

namespace Platform.HealthScoring.Prediction;

public sealed record ListModelsResponse(IReadOnlyList<ModelResponse> Items);

public static class ListModels
{
    public static void Map(IEndpointRouteBuilder predictions) =>
        predictions
            .MapGet("/models", HandleAsync)
            .WithName(nameof(ListModels))
            .WithDescription("The models that were trained, with their figures on outcomes that they had not seen.");

    private static async Task<Ok<ListModelsResponse>> HandleAsync(Database database, CancellationToken ct) =>
        TypedResults.Ok(
            new ListModelsResponse([
                .. (
                    await database.QueryAsync<ModelRow>(
                        $"select {ModelRow.Columns} from model order by version desc limit 100",
                        null,
                        ct
                    )
                ).Select(ModelResponse.From),
            ])
        );
}
