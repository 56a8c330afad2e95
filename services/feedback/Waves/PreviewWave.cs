using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Feedback.Waves;

public sealed record PreviewWaveRequest([Required] Audience Audience, string? Channel);

/// <param name="AskedLately">People who are left out because some survey asked them less than
/// <paramref name="AskAgainAfterDays"/> days ago.</param>
/// <param name="Matching">People who meet the audience's filters.</param>
/// <param name="WouldBeAsked">Those among them who would be asked now.</param>
/// <param name="AskAgainAfterDays">Days within which a person is asked only once.</param>
public sealed record PreviewWaveResponse(int Matching, int WouldBeAsked, int AskedLately, int AskAgainAfterDays);

public static class PreviewWave
{
    public static void Map(IEndpointRouteBuilder waves) =>
        waves
            .MapPost("/previews", HandleAsync)
            .WithName(nameof(PreviewWave))
            .WithDescription("How many people a wave would ask now, without asking them.")
            .WithoutIdempotencyKey();

    private static async Task<Ok<PreviewWaveResponse>> HandleAsync(
        PreviewWaveRequest request,
        Database database,
        TimeProvider clock,
        IOptions<WaveOptions> options,
        CancellationToken ct
    )
    {
        var args = ParameterNames.Together(
            request.Audience.ToArgs(request.Channel ?? "email"),
            new { Now = clock.GetUtcNow(), options.Value.AskAgainAfterDays }
        );
        var (matching, lately) = await database.SingleOrDefaultAsync<(int, int)>(Preview, args, ct);
        return TypedResults.Ok(
            new PreviewWaveResponse(matching, matching - lately, lately, options.Value.AskAgainAfterDays)
        );
    }

    private const string Preview = $"""
        with audience as ({Audience.Sql})
        select count(*)::int, (count(*) filter
            (where p.asked_at > @Now - make_interval(days => @AskAgainAfterDays)))::int
        from audience left join person_asked p using (person)
        """;
}
