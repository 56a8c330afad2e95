namespace Platform.Engagement.Campaigns;

/// <summary>The routes of this folder.</summary>
internal static class CampaignEndpoints
{
    public static void Map(IEndpointRouteBuilder v1)
    {
        var campaigns = v1.MapGroup("/campaigns").WithTags("Contact budget");
        ListCollisions.Map(campaigns);
        CreateCampaign.Map(campaigns);
        ListCampaigns.Map(campaigns);
        ListCampaignPeople.Map(campaigns);
        RemoveCampaignPerson.Map(campaigns);
        SetCampaignLine.Map(campaigns);
    }
}
