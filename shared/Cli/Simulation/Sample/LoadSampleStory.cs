using System.Globalization;
using Platform.Cli.Gateway;
using Platform.Simulator;

namespace Platform.Cli.Simulation.Sample;

/// <summary>
/// Fills the parts that are no import: what people do with the platform. Each part is told through the public API by
/// the person whose work it is, several at a time. Told again within a day it changes nothing, or goes on where it
/// stopped.
/// </summary>
internal sealed class LoadSampleStory(GatewayClient gateway, SoftwareCompany company, TextWriter output)
{
    /// <returns>Whether everything could be told.</returns>
    public async Task<bool> RunAsync(CancellationToken ct)
    {
        using var scene = await Scene.OpenAsync(gateway, company, ct);
        if (scene.ToldOn is { } told)
        {
            await output.WriteLineAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The sample's story was told on {told:yyyy-MM-dd}; it is not told again."
                )
            );
            return true;
        }

        var started = TimeProvider.System.GetTimestamp();
        var (plans, risks, expansions) = (new PlanPart(scene), new RiskPart(scene), new ExpansionPart(scene));
        var (team, reviews, leadership) = (
            new TeamPart(scene),
            new ReviewPart(scene, plans),
            new LeadershipPart(scene)
        );
        SamplePart[] parts =
        [
            team,
            new HandoverPart(scene),
            new ConversationPart(scene),
            new OnboardingPart(scene),
            plans,
            reviews,
            new EnablementPart(scene),
            new SurveyPart(scene),
            new RequestPart(scene),
            new AdvocatePart(scene),
            new BoardPart(scene),
            new InterviewPart(scene),
            new RenewalPart(scene),
            risks,
            expansions,
            leadership,
            new LossPart(scene),
            new InAppPart(scene),
        ];
        // A new contract is given to people of the team, reviews show plans, and leaders talk about risks and
        // expansions.
        var ordered = new SamplePart[] { team, plans, reviews, risks, expansions, leadership };
        await team.TellAsync(ct);
        await Task.WhenAll([
            .. parts.Except(ordered).Select(part => part.TellAsync(ct)),
            AfterAsync([plans], reviews, ct),
            AfterAsync([risks, expansions], leadership, ct),
        ]);

        var seconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        await output.WriteLineAsync(
            string.Create(CultureInfo.InvariantCulture, $"What people did with it, told in {seconds:0.0} s:")
        );
        foreach (var part in parts)
            await output.WriteLineAsync(part.Summary());
        var refusals = parts.SelectMany(part => part.Refusals).ToList();
        foreach (var refusal in refusals)
            await output.WriteLineAsync($"REFUSED {refusal}");
        return refusals.Count == 0;
    }

    private static async Task AfterAsync(IEnumerable<SamplePart> before, SamplePart part, CancellationToken ct)
    {
        await Task.WhenAll(before.Select(earlier => earlier.TellAsync(ct)));
        await part.TellAsync(ct);
    }
}
