using Xunit;

namespace Neuroglot.Tests.Running;

public sealed class DescriptionTests
{
    [Fact]
    public void A_population_that_makes_its_own_cells_is_told_with_the_cells_it_made()
    {
        var file = Path.GetTempFileName() + ".xml";
        File.WriteAllText(file, """
            <Lems>
              <Include file="NeuroML2CoreTypes.xml"/>
              <ComponentType name="ticker" extends="baseCell">
                <Exposure name="v" dimension="none"/>
                <Dynamics><StateVariable name="v" dimension="none" exposure="v"/><TimeDerivative variable="v" value="1/SEC"/></Dynamics>
                <Constant name="SEC" dimension="time" value="1s"/>
              </ComponentType>
              <ComponentType name="tickers" extends="basePopulation">
                <Parameter name="N" dimension="none"/>
                <Structure><MultiInstantiate componentType="ticker" number="N"/></Structure>
              </ComponentType>
              <izhikevichCell id="iz" v0="-70mV" thresh="30mV" a="0.02" b="0.2" c="-65" d="6"/>
              <network id="net"><Component type="tickers" id="own" N="7"/><population id="usual" component="iz" size="3"/></network>
            </Lems>
            """);
        try
        {
            var described = NeuralModel.Load(file).Describe().Populations;
            Assert.Equal([("usual", "izhikevichCell", (int?)3), ("own", "ticker", 7)], described.Select(one => (one.Name, one.Type, one.Size)));
        }
        finally
        {
            File.Delete(file);
        }
    }
}
