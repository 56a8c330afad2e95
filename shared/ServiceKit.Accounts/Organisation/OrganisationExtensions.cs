using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Platform.ServiceKit.Organisation;

public static class OrganisationExtensions
{
    /// <summary>Registers <see cref="OrganisationOptions"/> and <see cref="OrganisationCalendar"/>. Add the consumer
    /// <see cref="CalendarProjection"/> to the service's bus too.</summary>
    public static void AddOrganisation(this WebApplicationBuilder builder) =>
        builder
            .Services.Configure<OrganisationOptions>(builder.Configuration.GetSection("Organisation"))
            .AddSingleton<OrganisationCalendar>()
            .AddHostedService<FollowCalendar>();
}
