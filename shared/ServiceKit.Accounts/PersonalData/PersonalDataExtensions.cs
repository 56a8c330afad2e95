using Microsoft.Extensions.DependencyInjection;

namespace Platform.ServiceKit.PersonalData;

public static class PersonalDataExtensions
{
    /// <summary>What finds a person in the service's database and takes them out.</summary>
    public static void AddPersonalData(this IServiceCollection services)
    {
        services.AddSingleton<SpellingSeal>();
        services.AddSingleton<PersonalDataEraser>();
    }
}
