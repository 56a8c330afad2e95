using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Engagement.Accounts;
using Platform.Engagement.ContactBudget;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Engagement.Campaigns;

/// <param name="Channel">As in the contact budget.</param>
/// <param name="Topic">As in the contact budget.</param>
/// <param name="Priority">0 to 100, 50 by default.</param>
/// <param name="PlannedAt">When it is to go out.</param>
/// <param name="People">1 to 5,000 addresses, each in any spelling.</param>
public sealed record CreateCampaignRequest(
    [Required, StringLength(200, MinimumLength = 1)] string Name,
    [Required] string Channel,
    [Required] string Topic,
    [Range(0, 100)] int? Priority,
    DateTimeOffset PlannedAt,
    [Required, Length(1, 5000)] IReadOnlyList<string> People
);

public static class CreateCampaign
{
    private const int DefaultPriority = 50;

    public static void Map(IEndpointRouteBuilder campaigns) =>
        campaigns
            .MapPost("/", HandleAsync)
            .WithName(nameof(CreateCampaign))
            .WithDescription("Puts a campaign of any tool into the calendar, with the people whom it means to reach.");

    private static async Task<Results<Created<CampaignResponse>, ProblemHttpResult>> HandleAsync(
        CreateCampaignRequest request,
        Caller caller,
        Database database,
        CancellationToken ct
    )
    {
        Ownership.RequireAll(caller);
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        if (!TouchChannels.All.Contains(request.Channel, StringComparer.Ordinal))
            errors["channel"] = [$"'{request.Channel}' is none of {string.Join(", ", TouchChannels.All)}"];
        if (!TouchTopics.All.Contains(request.Topic, StringComparer.Ordinal))
            errors["topic"] = [$"'{request.Topic}' is none of {string.Join(", ", TouchTopics.All)}"];
        if (request.PlannedAt == default)
            errors["plannedAt"] = ["is required"];
        var emails = request.People.Select(RecipientAddress.Normalise).ToList();
        if (emails.IndexOf(null) is var wrong and >= 0)
            errors[$"people[{wrong}]"] = [$"'{request.People[wrong]}' is not an e-mail address"];
        if (errors.Count > 0)
            return Problem.Invalid(errors).ToResult();

        var id = Guid.CreateVersion7();
        await using var work = await database.BeginAsync(ct);
        await work.ExecuteAsync(
            Insert,
            new
            {
                id,
                request.Name,
                request.Channel,
                request.Topic,
                Priority = request.Priority ?? DefaultPriority,
                request.PlannedAt,
                work.Context.Now,
                Actor = caller.Id,
                Emails = emails.Distinct(StringComparer.Ordinal).ToArray(),
            }
        );
        var campaign = await work.SingleOrDefaultAsync<CampaignRow>(
            $"{CampaignRow.Select} where c.id = @id",
            new { id }
        );
        await work.CommitAsync();
        return TypedResults.Created($"/v1/campaigns/{id}", campaign!.ToResponse());
    }

    private const string Insert = """
        insert into campaign (id, name, channel, topic, priority, planned_at, created_at, created_by)
            values (@id, @Name, @Channel, @Topic, @Priority, @PlannedAt, @Now, @Actor);
        insert into campaign_person (id, campaign_id, email, account_id)
            select gen_random_uuid(), @id, e, (select c.account_id from contact_copy c
                where lower(normalize(trim(c.email))) = e order by c.status, c.contact_id limit 1)
            from unnest(@Emails) as t (e);
        """;
}
