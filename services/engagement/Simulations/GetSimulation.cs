using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Engagement.Simulations;

public static class GetSimulation
{
    public static void Map(IEndpointRouteBuilder playbooks) =>
        playbooks
            .MapGet("/{id:guid}/simulations/{simulationId:guid}", HandleAsync)
            .WithName(nameof(GetSimulation))
            .WithDescription("How far a simulation is, and what came of it.");

    /// <param name="id">The playbook.</param>
    /// <param name="simulationId">The simulation.</param>
    private static async Task<Results<Ok<SimulationResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Guid simulationId,
        Database database,
        CancellationToken ct
    )
    {
        var row = await database.SingleOrDefaultAsync<SimulationRow>(
            $"{SimulationRow.Select} where id = @simulationId and playbook_id = @id",
            new { id, simulationId },
            ct
        );
        return row is null
            ? Problem.NotFound("simulation", simulationId).ToResult()
            : TypedResults.Ok(SimulationResponse.Of(row));
    }
}
