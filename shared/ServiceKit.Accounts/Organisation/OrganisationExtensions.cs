using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Platform.ServiceKit.Organisation;

public static class OrganisationExtensions
{
    /// <summary>Registers <see cref="OrganisationOptions"/>, <see cref="OrganisationCalendar"/> and
    /// <see cref="OrganisationProfile"/>. Add the consumers <see cref="CalendarProjection"/> and, where customers see
    /// pages, <see cref="OrganisationProjection"/> to the service's bus too.</summary>
    public static void AddOrganisation(this WebApplicationBuilder builder) =>
        builder
            .Services.Configure<OrganisationOptions>(builder.Configuration.GetSection("Organisation"))
            .AddSingleton<OrganisationCalendar>()
            .AddSingleton<OrganisationProfile>()
            .AddHostedService<FollowCalendar>();
}
