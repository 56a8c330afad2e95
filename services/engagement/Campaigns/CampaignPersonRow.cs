using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Engagement.Campaigns;

internal sealed class CampaignPersonRow
{
    public Guid Id { get; init; }
    public Guid CampaignId { get; init; }
    public string Email { get; init; } = "";
    public Guid? AccountId { get; init; }
    public string? Line { get; init; }
    public string? LineBy { get; init; }
    public DateTimeOffset? RemovedAt { get; init; }
    public string? RemovedBy { get; init; }
    public string? RemovedReason { get; init; }

    public const string Columns =
        "id, campaign_id, email, account_id, line, line_by, removed_at, removed_by, removed_reason";

    /// <exception cref="ProblemException">404: the campaign has no such person.</exception>
    public static async Task<CampaignPersonRow> FindAsync(UnitOfWork work, Guid campaignId, Guid id) =>
        await work.SingleOrDefaultAsync<CampaignPersonRow>(
            $"select {Columns} from campaign_person where campaign_id = @campaignId and id = @id for update",
            new { campaignId, id }
        ) ?? throw Problem.NotFound("campaign person", id).ToException();

    public CampaignPersonResponse ToResponse() =>
        new(Id, CampaignId, Email, AccountId, Line, LineBy, RemovedAt, RemovedBy, RemovedReason);
}
