namespace Platform.Engagement.Templates;

/// <summary>The routes of this folder.</summary>
internal static class TemplateEndpoints
{
    public static void Map(IEndpointRouteBuilder v1)
    {
        var templates = v1.MapGroup("/message-templates").WithTags("Messages");
        ListMessageTemplates.Map(templates);
        GetMessageTemplate.Map(templates);
        SaveMessageTemplate.Map(templates);
        PreviewMessageTemplate.Map(templates);
    }
}
