using Platform.ServiceKit.Auth;

namespace Platform.Engagement.Cadences;

/// <summary>The routes of this folder.</summary>
internal static class CadenceEndpoints
{
    public static void Map(IEndpointRouteBuilder v1)
    {
        var cadences = v1.MapGroup("/cadences").WithTags("Cadences");
        GetCadences.Map(cadences);
        ListOwedContacts.Map(cadences);
        CompleteOwedContact.Map(cadences);
        SetCadences.Map(cadences.MapGroup("").RequireRoles(Roles.Ops, Roles.Manager));
    }
}
